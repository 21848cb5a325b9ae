#include "core/demo/DemoNameTables.h"

namespace clinidesk {

namespace {

using Form = DemoNameTable::Form;

constexpr DemoNameTable tables[] = {
    {u"de", 22, true, Form::Hyphenated,
     u"Müller|Schmidt|Schneider|Fischer|Weber|Meyer|Wagner|Becker|Schulz|Hoffmann|Schäfer|Koch|"
     u"Bauer|Richter|Klein|Wolf|"
     "Schröder|Neumann|Schwarz|Zimmermann|Braun|Krüger|Hofmann|Hartmann|Lange|Werner|Krause|"
     "Lehmann|Köhler|Maier|Herrmann|"
     "König|Walter|Huber|Kaiser|Fuchs|Peters|Möller|Weiß|Jung|Hahn|Vogel|Friedrich|Keller|Günther|"
     "Frank|Berger|Winkler|"
     "Roth|Beck|Lorenz|Baumann|Franke|Albrecht|Schuster|Simon|Böhm|Winter|Kraus|Groß|von "
     "Lindenau|zu Eulenburg-Hohenstein",
     u"Anna|Lena|Marie|Sophie|Emma|Hannah|Katharina|Julia|Laura|Sabine|Petra|Monika|Ursula|Renate|"
     u"Gisela|Ingrid|Heike|"
     "Birgit|Claudia|Stefanie|Nicole|Franziska|Charlotte|Johanna|Frieda|Greta|Mathilda|Käthe|"
     "Jördis|Anne-Marie|Zoë|Wiebke",
     u"Lukas|Felix|Jonas|Paul|Leon|Maximilian|Tobias|Stefan|Michael|Thomas|Andreas|Jürgen|Klaus|"
     u"Günter|Hans-Joachim|Karl|"
     "Friedrich|Matthias|Sebastian|Moritz|Anton|Emil|Jakob|Oskar|Bernd|Uwe|Detlef|Sören|Björn|Götz|"
     "Karl-Heinz|Till"},
    {u"en", 16, true, Form::Hyphenated,
     u"Smith|Johnson|Williams|Brown|Jones|Davis|Miller|Wilson|Moore|Taylor|Anderson|Jackson|White|"
     u"Harris|Thompson|Robinson|"
     "Walker|Young|Allen|King|Wright|Scott|Hill|Green|Adams|Baker|Nelson|Carter|Mitchell|Roberts|"
     "Turner|Phillips|Campbell|"
     "Parker|Evans|Edwards|Collins|Stewart|Morris|Murphy|Cook|Rogers|Morgan|Cooper|Bailey|O'Brien|"
     "O'Neill|O'Sullivan|"
     "D'Arcy|MacDonald|Fitzgerald|St. "
     "John|Featherstonehaugh|Cholmondeley|Blackwood|Hawthorne|Whitfield",
     u"Mary|Patricia|Jennifer|Linda|Elizabeth|Barbara|Susan|Jessica|Sarah|Karen|Nancy|Lisa|"
     u"Margaret|Sandra|Ashley|Emily|"
     "Donna|Michelle|Carol|Amanda|Dorothy|Melissa|Deborah|Stephanie|Rebecca|Sharon|Siobhán|Niamh|"
     "Chloë|Mary-Jane|Olivia|Ava",
     u"James|Robert|John|Michael|William|David|Richard|Joseph|Charles|Christopher|Daniel|Matthew|"
     u"Anthony|Mark|Donald|Steven|"
     "Andrew|Kenneth|Joshua|Kevin|Brian|George|Timothy|Ronald|Edward|Jason|Jeffrey|Seán|Pádraig|D'"
     "Andre|Noah|Liam"},
    {u"es", 10, true, Form::TwoFamilies,
     u"García|Rodríguez|González|Fernández|López|Martínez|Sánchez|Pérez|Gómez|Martín|Jiménez|Ruiz|"
     u"Hernández|Díaz|Moreno|"
     "Muñoz|Álvarez|Romero|Alonso|Gutiérrez|Navarro|Torres|Domínguez|Vázquez|Ramos|Gil|Ramírez|"
     "Serrano|Blanco|Molina|"
     "Morales|Suárez|Ortega|Delgado|Castro|Ortiz|Rubio|Marín|Sanz|Núñez|Iglesias|Medina|Garrido|"
     "Ibáñez|Peña|de la Cruz",
     u"María|Carmen|Ana|Isabel|Dolores|Pilar|Teresa|Rosa|Cristina|Lucía|Elena|Marta|Paula|Raquel|"
     u"Beatriz|Rocío|Inés|"
     "Julia|Irene|Nuria|Silvia|Alba|Ximena|Valentina|María José|Ana María|Guadalupe|Íngrid",
     u"Antonio|José|Manuel|Francisco|Juan|David|Javier|Daniel|Jesús|Carlos|Miguel|Alejandro|Rafael|"
     u"Pedro|Ángel|Pablo|"
     "Sergio|Fernando|Jorge|Luis|Alberto|Álvaro|Diego|Adrián|Raúl|Iván|José Luis|Juan "
     "Carlos|Íñigo|Andrés"},
    {u"tr", 8, true, Form::Plain,
     u"Yılmaz|Kaya|Demir|Çelik|Şahin|Yıldız|Yıldırım|Öztürk|Aydın|Özdemir|Arslan|Doğan|Kılıç|Aslan|"
     u"Çetin|Kara|Koç|Kurt|"
     "Özkan|Şimşek|Polat|Korkmaz|Çakır|Erdoğdu|Güneş|Aksoy|Bulut|Işık|Tekin|Güler",
     u"Fatma|Ayşe|Emine|Hatice|Zeynep|Elif|Meryem|Şerife|Sultan|Özlem|Gülsüm|Büşra|Esra|Yasemin|"
     u"Çiğdem|Ebru|Gizem|Sevgi|"
     "İrem|Nazlı|Pınar|Tuğba",
     u"Mehmet|Mustafa|Ahmet|Ali|Hüseyin|Hasan|İbrahim|İsmail|Osman|Murat|Ömer|Ramazan|Emre|Burak|"
     u"Can|Cem|Deniz|Kemal|"
     "Oğuz|Serkan|Tolga|Uğur|Yusuf"},
    {u"pl", 6, true, Form::FamilyByGender,
     u"Nowak|Kowalski|Wiśniewski|Wójcik|Kowalczyk|Kamiński|Lewandowski|Zieliński|Szymański|Woźniak|"
     u"Dąbrowski|Kozłowski|"
     "Jankowski|Mazur|Wojciechowski|Kwiatkowski|Krawczyk|Kaczmarek|Piotrowski|Grabowski|Zając|"
     "Pawłowski|Król|Wróbel|"
     "Jabłoński|Wieczorek|Majewski|Stępień|Jaworski|Brzęczyszczykiewicz",
     u"Anna|Maria|Katarzyna|Małgorzata|Agnieszka|Barbara|Ewa|Krystyna|Elżbieta|Zofia|Joanna|"
     u"Magdalena|Monika|Jadwiga|"
     "Danuta|Żaneta|Łucja|Grażyna|Bożena|Halina",
     u"Piotr|Krzysztof|Andrzej|Jan|Stanisław|Tomasz|Paweł|Marcin|Michał|Marek|Grzegorz|Józef|"
     u"Łukasz|Adam|Zbigniew|Jerzy|"
     "Tadeusz|Mateusz|Dariusz|Mariusz|Wojciech|Ryszard"},
    {u"vi", 6, true, Form::MiddleName,
     u"Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Lâm|Mai",
     u"Hương|Lan|Linh|Mai|Nga|Ngọc|Phương|Thảo|Thu|Trang|Tuyết|Vân|Yến|Hạnh|Hiền|Diễm|Bích|Châu|"
     u"Quỳnh|Thủy",
     u"Anh|Bình|Cường|Dũng|Đức|Hải|Hiếu|Hùng|Huy|Khang|Khoa|Long|Minh|Nam|Phong|Quân|Quang|Sơn|Tâm|"
     u"Tuấn"},
    {u"ar", 6, true, Form::Plain,
     u"Al-Masri|Haddad|Khoury|Al-Hassan|Abdullah|El-Sayed|Mansour|Nasser|Saleh|Hamdan|Al-Najjar|"
     u"Darwish|Khalil|Aziz|"
     "Ben Youssef|Bouazizi|El Amrani|Benali|Qureshi|Al-Qahtani|Abu Zayd|Shaheen|Taha|Zidan",
     u"Fatima|Aisha|Maryam|Layla|Nour|Huda|Salma|Rania|Amina|Yasmin|Zahra|Samira|Dalia|Hala|Iman|"
     u"Khadija|Lubna|Maha|"
     "Nadia|Rasha|Sawsan|Wafa'",
     u"Mohammed|Ahmad|Omar|Youssef|Khaled|Hassan|Hussein|Ibrahim|Karim|Mahmoud|Mustafa|Tariq|Ziad|"
     u"Abdul Rahman|Bilal|"
     "Faisal|Hamza|Jamal|Nabil|Rami|Sami|Walid"},
    {u"ar", 3, false, Form::Plain,
     u"المصري|حداد|خوري|الحسن|عبد "
     u"الله|السيد|منصور|ناصر|صالح|حمدان|النجار|درويش|خليل|عزيز|القحطاني|شاهين",
     u"فاطمة|عائشة|مريم|ليلى|نور|هدى|سلمى|رانيا|أمينة|ياسمين|زهراء|سميرة|داليا|إيمان|خديجة",
     u"محمد|أحمد|عمر|يوسف|خالد|حسن|حسين|إبراهيم|كريم|محمود|مصطفى|طارق|زياد|عبد الرحمن|بلال|فيصل"},
    {u"zh", 3, true, Form::Plain,
     u"Wang|Li|Zhang|Liu|Chen|Yang|Huang|Zhao|Wu|Zhou|Xu|Sun|Ma|Zhu|Hu|Guo|He|Lin|Gao|Luo|Zheng|"
     u"Liang|Xie|Tang|Ouyang",
     u"Xiuying|Fang|Na|Min|Jing|Li|Yan|Juan|Xia|Ying|Hui|Xiaomei|Lihua|Yuting|Jiayi|Zihan|Xinyi|"
     u"Meiling",
     u"Wei|Qiang|Lei|Jun|Yong|Jie|Tao|Ming|Chao|Peng|Gang|Xiaoming|Jianguo|Zhiqiang|Haoran|Zixuan|"
     u"Yifan|Guodong"},
    {u"zh", 3, false, Form::Plain,
     u"王|李|张|刘|陈|杨|黄|赵|吴|周|徐|孙|马|朱|胡|郭|何|林|高|罗|郑|梁|谢|唐|欧阳",
     u"秀英|芳|娜|敏|静|丽|艳|娟|霞|颖|慧|小梅|丽华|雨婷|佳怡|子涵|欣怡|美玲",
     u"伟|强|磊|军|勇|杰|涛|明|超|鹏|刚|小明|建国|志强|浩然|子轩|一凡|国栋"},
    {u"hi", 5, true, Form::Plain,
     u"Sharma|Verma|Gupta|Singh|Kumar|Patel|Shah|Mehta|Joshi|Iyer|Reddy|Nair|Rao|Desai|Chatterjee|"
     u"Banerjee|Mukherjee|"
     "Agarwal|Kapoor|Malhotra|Venkataraman|Balasubramaniam|Krishnamurthy|Chaudhary",
     u"Priya|Anjali|Pooja|Neha|Sunita|Kavita|Deepika|Lakshmi|Radha|Sita|Meera|Asha|Divya|Shreya|"
     u"Aishwarya|Nandini|Rukmini|"
     "Swati|Tanvi|Vidya",
     u"Rahul|Amit|Raj|Vijay|Sanjay|Anil|Suresh|Rajesh|Arjun|Rohan|Vikram|Aditya|Karthik|Manoj|"
     u"Nikhil|Pranav|Ravi|Siddharth|"
     "Tarun|Varun"},
    {u"hi", 1, false, Form::Plain, u"शर्मा|वर्मा|गुप्ता|सिंह|कुमार|पटेल|शाह|मेहता|जोशी|चौधरी",
     u"प्रिया|अंजलि|पूजा|नेहा|सुनीता|कविता|दीपिका|लक्ष्मी|मीरा|आशा",
     u"राहुल|अमित|राज|विजय|संजय|अनिल|सुरेश|अर्जुन|रोहन|विक्रम"},
    {u"yo", 4, true, Form::Hyphenated,
     u"Adébáyọ̀|Adeyẹmi|Ògúnbánjọ|Ọlátúnjí|Akínwándé|Okafor|Okonkwo|Eze|Nwosu|Balógun|Afọlábí|"
     u"Fálọlá|Ṣóyínká|Adéwálé|"
     "Ọbáfẹ́mi|Ìdòwú|Oyèlówò|Bámgbóṣé|Chukwuemeka|Adichie",
     u"Adéọlá|Fúnmiláyọ̀|Títílayọ̀|Yétúndé|Bọ́lánlé|Ṣadé|Ayọ̀mídé|Ìyábọ̀|Ngozi|Chiamaka|Adaeze|Ifeoma|"
     u"Amara|Kẹ́hìndé|"
     "Olúwaṣeun|Morẹ́nikẹ́",
     u"Olúwaṣẹ́gun|Babátúndé|Adékúnlé|Ọláolúwa|Táíwò|Fẹ́mi|Ṣọlá|Dàmilọ́lá|Chinedu|Emeka|Obinna|Ikenna|"
     u"Kọ́láwọlé|Ayọ̀délé|"
     "Rótìmí|Túndé"},
    {u"fr", 4, true, Form::Hyphenated,
     u"Dubois|Lefèvre|Moreau|Girard|Bonnet|François|Mercier|Boyer|Chevalier|Gauthier|Perrin|Noël|"
     u"Lemaître|d'Aubigné|"
     "de La Rochefoucauld|Saint-Exupère|L'Hôpital|N'Diaye|Traoré|Diallo|Hébert|Bérenger",
     u"Camille|Chloé|Élodie|Aurélie|Océane|Geneviève|Françoise|Hélène|Amélie|Zoé|Anaïs|Margaux|"
     u"Thérèse|Noémie|Clémence|"
     "Marie-Thérèse",
     u"Jean|Pierre|Étienne|François|Benoît|Jérôme|Rémi|Loïc|Théo|Gaël|Mathéo|Jean-Baptiste|Hervé|"
     u"Cédric|Aurélien|Éric"},
    {u"ru", 2, true, Form::FamilyByGender,
     u"Ivanov|Petrov|Sidorov|Smirnov|Kuznetsov|Popov|Volkov|Sokolov|Lebedev|Kozlov|Novikov|Morozov|"
     u"Pavlov|Bondarenko|"
     "Shevchenko|Kovalenko|Tkachenko|Dostoevsky",
     u"Anastasia|Ekaterina|Olga|Natalya|Irina|Svetlana|Tatyana|Oksana|Yulia|Lyudmila|Galina|Daria",
     u"Aleksandr|Dmitry|Sergey|Andrey|Aleksey|Mikhail|Vladimir|Nikolai|Oleksiy|Taras|Bohdan|Yuriy"},
    {u"el", 1, true, Form::Plain,
     u"Papadopoulos|Georgiou|Konstantinou|Papachristodoulopoulos|Nikolaidis|Angelopoulos",
     u"Eleni|Sofia|Katerina|Dimitra|Ioanna|Vasiliki",
     u"Giorgos|Dimitris|Nikos|Yannis|Kostas|Panagiotis"},
};

} // namespace

std::span<const DemoNameTable> demoNameTables()
{
    return tables;
}

} // namespace clinidesk
