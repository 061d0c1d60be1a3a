/**
 * Words that passwords are most often made of, without accents, signs and digits: what attackers try first.
 *
 * Source: compiled for this project from what published rankings of leaked passwords name year after year, and from what people in
 * Viet Nam choose (words of love, names, places, teams, offices, patterns of the keyboard). No list of others was copied.
 * Licence: that of the project (EUPL-1.2). A word is added here in lower case letters a to z.
 */
const WORDS = `
password passwords passw passwd pass word passport letmein welcome login logon signin access secret private master hello hi
admin administrator root user username guest test testing tester demo default system server manager support service office
computer internet windows linux google gmail yahoo facebook youtube zalo viber tiktok instagram microsoft samsung iphone apple
iloveyou ilove loveyou iloveu love lover mylove forever always baby babygirl sweet sweetheart honey darling angel princess prince
monkey dragon tiger lion eagle wolf bear horse dog cat kitty hellokitty bunny butterfly chicken turtle dolphin spider
football soccer baseball basketball tennis hockey manchester manunited arsenal chelsea liverpool barcelona realmadrid ronaldo messi
superman batman spiderman pokemon naruto doraemon conan starwars matrix ninja samurai warrior hunter killer shadow ghost
sunshine sunflower flower rose lily summer winter autumn spring rainbow star moon sun sky cloud ocean river mountain
michael michelle jessica jennifer daniel david thomas charlie andrew joshua jordan robert william george james john peter
freedom liberty money rich lucky success happy happiness family father mother sister brother friend friends bestfriend
whatever trustno trustnoone nothing something anything everything changeme changepassword newpassword mypassword thepassword
abc abcd abcde abcdef abcdefg abcdefgh abcxyz xyz aaa abcabc aabbcc qwe qwer qwert qwerty qwertyu qwertyuiop asd asdf asdfg asdfgh
asdfghjkl zxc zxcv zxcvb zxcvbn zxcvbnm qaz qazwsx qazwsxedc wsxedc qweasd qweasdzxc asdzxc poiuytrewq lkjhgfdsa mnbvcxz qwaszx
matkhau matkhaumoi matkhaucu matkhaucuatoi matkhaula khongcomatkhau khongcomk matkhaune mk mkmoi bimat bimatcuatoi dangnhap taikhoan
taikhoancuatoi nguoidung quantri quantrivien quantrihethong hethong maychu maytinh vanphong congty coquan donvi phong phongban
anhyeuem emyeuanh yeuem yeuanh yeuemnhieu anhnhoem emnhoanh toiyeuem toiyeuban yeumai yeumaimai maimaiyeuem tinhyeu tinhban
yeuthuong hanhphuc giadinh giadinhtoi giadinhlaso bome yeubome yeuconyeu conyeu contrai congai vochong voyeu chongyeu vocon
anhxinloi emxinloi xinloi xinchao chao chaoban camon chucmung chucmungnammoi namoi nammoi chucmungsinhnhat sinhnhat
vietnam vietnamvodich yeuvietnam toiyeuvietnam nguoivietnam vietnamoi covietnam vn vnn hanoi saigon tphcm hcm hochiminh thanhphohochiminh
bachho bacho danang haiphong cantho hue nhatrang dalat vungtau phuquoc halong quangninh nghean thanhhoa namdinh thaibinh hatinh
haugiang vithanh vithuy longmy ngabay phunghiep chauthanh chauthanha soctrang baclieu camau kiengiang angiang dongthap vinhlong
travinh bentre tiengiang longan tayninh binhduong binhphuoc dongnai binhthuan ninhthuan khanhhoa phuyen binhdinh quangngai quangnam
quangtri quangbinh gialai kontum daklak daknong lamdong hoabinh sonla laichau dienbien laocai yenbai tuyenquang hagiang caobang
bacgiang bacninh bacgiang langson thainguyen phutho vinhphuc hungyen haiduong hanam ninhbinh mientay miennam mienbac mientrung
nguyen nguyenvan nguyenthi tran tranvan tranthi le levan lethi pham phamvan phamthi huynh hoang vo dang bui do ho ngo duong ly
nguyenvana tranthib anh anhanh em hung dung tuan minh hoa hong huong lan linh mai nga ngoc nhung phuong thao trang thu thuy tien
tuyet van vy yen an bao binh chi cuong dat duc duy giang ha hai hau hien hieu hoai huy khanh khoa kien lam long loan loc nam nghia
nhan nhi phat phuc quan quang quoc quynh son tam tan thang thanh the thien thinh thuan tin toan tri trung truc truong tu tung viet vinh
danvan danvanchinhquyen bandanvan dan nhandan vinhandan uyban uybannhandan ubnd hdnd hoidongnhandan mttq mattran tinhuy
huyenuy thanhuy danguy dang dangvien dangcongsan dangcongsanvietnam doanthanhnien thanhnien doanvien phunu hoiphunu nongdan hoinongdan
cuuchienbinh congdoan congchuc canbo canboxa lanhdao lanhdaoxa chuyenvien giamdoc phogiamdoc truongphong photruongphong chutich
phochutich bithu phobithu sonoivu phongnoivu noivu thanhtra congan congansanhan quandoi bodoi xa phuong huyen tinh thanhpho thitran ap
tonghop tiepcongdan dontho khieunai tocao baocao cong dichvucong motcua vanthu luutru thongke tuphap taichinh ketoan
trochoi gamethu game gamer lienquan lienminh freefire pubg volam audition zing vinagame garena nhacvietnam bongda bongdavietnam
dep dephon xinh xinhdep xinhgai dethuong cute cuteo codon buon buonqua vui vuive hehe haha hihi hoho huhu kaka lala hahaha hihihi
conmeo concho congau heocon meocon chocon thoconhihi gaucon coxinh coyeu becon beyeu bexinh beiu iu iuem iuanh
okok oke okela okay nopass nopassword khongbiet khongnho quenroi quenmatkhau doimatkhau toiquenroi toikhongbiet dentho
`

/** The words, each once. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ''))
